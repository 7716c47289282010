# Writes FOLDER/RELEASE.tar.gz: what git knows of SOURCE, with PAGE as its built page.
set(git git -C ${SOURCE})
execute_process(COMMAND ${git} diff --quiet HEAD -- src/page/web RESULT_VARIABLE changed)
execute_process(COMMAND ${git} ls-files --others --exclude-standard --
                        src/page/web/*.ts src/page/web/*.tsx src/page/web/*.css
                OUTPUT_VARIABLE unknown RESULT_VARIABLE failed)
if(changed OR unknown OR failed)
  message(FATAL_ERROR "src/page/web differs from what is committed: the release would hold one page and the "
                      "sources of another. Commit first.")
endif()
execute_process(
  COMMAND ${git} archive --format=tar.gz -o ${FOLDER}/${RELEASE}.tar.gz
          --prefix=${RELEASE}/src/page/web/dist/ --add-file=${PAGE} --prefix=${RELEASE}/ HEAD
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "git could not write the archive")
endif()
